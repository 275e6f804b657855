#!/usr/bin/python3
"""Prints what a test wants to know of a SARIF file, a line each."""

import json
import sys


def place(location):
    physical = location["physicalLocation"]
    region = physical.get("region")
    uri = physical["artifactLocation"]["uri"]
    if not region:
        return uri
    return f"{uri}:{region['startLine']}:{region['startColumn']}"


with open(sys.argv[1]) as file:
    log = json.load(file)
print("version", log["version"])
[run] = log["runs"]
driver = run["tool"]["driver"]
print("tool", driver["name"], "rules", *(r["id"] for r in driver["rules"]))
print("home", driver["informationUri"])
print("help of every rule:",
      all(r["help"]["text"] and r["help"]["markdown"] and r["helpUri"]
          for r in driver["rules"]))
for name, base in run["originalUriBaseIds"].items():
    print("base", name, base["uri"])
[invocation] = run["invocations"]
print("successful", invocation["executionSuccessful"])
for note in invocation["toolExecutionNotifications"]:
    print("notification", note["level"], place(note["locations"][0]),
          note["message"]["text"])
for result in run["results"]:
    [location] = result["locations"]
    print("result", result["ruleId"], "rule", result["ruleIndex"],
          place(location), "in",
          location["logicalLocations"][0]["fullyQualifiedName"])
    for flow in result.get("codeFlows", []):
        for step in flow["threadFlows"][0]["locations"]:
            print("  step", place(step["location"]),
                  step["location"]["message"]["text"])
    for related in result.get("relatedLocations", []):
        print("  related", related["id"], place(related),
              related["message"]["text"])
    for reference in result.get("properties", {}).get("references", []):
        print("  reference", f"{reference['uri']}:{reference['startLine']}",
              reference["function"], reference["message"])
        print("    its fingerprint", reference["fingerprint"])
    for fix in result.get("fixes", []):
        print("  fix", fix["description"]["text"])
        for change in fix["artifactChanges"]:
            for replacement in change["replacements"]:
                region = replacement["deletedRegion"]
                print("   ", change["artifactLocation"]["uri"],
                      f"{region['startLine']}:{region['startColumn']}-"
                      f"{region['endLine']}:{region['endColumn']}",
                      repr(replacement["insertedContent"]["text"]))
    print("  fingerprint", result["partialFingerprints"]["pyrefcheck/v2"])
