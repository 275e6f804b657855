-- Waits for diagnostics, prints them, and leaves.
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end)
for _, found in ipairs(vim.diagnostic.get(0)) do
  print(found.lnum + 1 .. ': ' .. found.message .. '\n')
end
vim.cmd('qa!')
