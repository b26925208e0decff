### Passwords and accounts.

settings-password = Change the password
password-title = Change your password
password-lead = Every other sign-in of yours ends with it. You stay signed in here.
password-lead-first = You signed in with a one-time password. Choose one of your own: nothing else opens before that.
password-present = Present password
password-present-first = One-time password
password-wanted = New password
password-wanted-hint = At least 15 characters. A short sentence is easiest to remember: spaces and letters of any alphabet are welcome.
password-repeated = New password once more
password-button = Change the password
password-error-wrong = This is not the password you have now
password-error-too_short = Write at least 15 characters
password-error-too_long = Write at most 256 characters
password-error-common = This is among the first things somebody would try. Choose another
password-error-same = This is the password you have now. Choose another
password-error-differs = This is not what you wrote above. Write both again
done-password = Your password is changed. Your other sign-ins have ended
audit-head = The first { $size } entries are signed, { $when }
audit-head-none = No entry of this log has been signed yet
audit-act-directory_add = added to the directory
audit-act-directory_change = directory changed
audit-act-account_open = account opened again
audit-act-account_close = account closed
audit-act-password_issue = one-time password set
audit-act-password_change = password changed
audit-act-password_refused = change of password refused
