;; Waits for diagnostics, prints them, and leaves.
(package-initialize)
(load (expand-file-name "init.el"))
(find-file "leak.c")
(call-interactively #'eglot) ; eglot-ensure waits for an idle user.
(with-timeout (60)
  (while (null (flymake-diagnostics))
    (accept-process-output nil 0.2)))
(dolist (found (flymake-diagnostics))
  (princ (format "%s: %s\n" (line-number-at-pos (flymake-diagnostic-beg found))
                 (flymake-diagnostic-text found))))
