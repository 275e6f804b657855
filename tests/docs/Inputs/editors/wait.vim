" Waits for diagnostics, writes them to a file, and leaves.
let turns = 0
while turns < 300 && empty(ale#engine#GetLoclist(bufnr('')))
  sleep 200m
  let turns += 1
endwhile
for found in ale#engine#GetLoclist(bufnr(''))
  call writefile([found.lnum . ': ' . found.text], 'found', 'a')
endfor
qa!
