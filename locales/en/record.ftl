### What the pages ask on which one fact is recorded or corrected.

field-which-order = Which order
field-decides-application = Which application it decides, if any
field-order-kind = Kind of order
field-conditions-hint = Beside those that every order of this kind has
field-length-days = For how many days, where the decision says
field-length-days-hint = Leave empty for the length that the law fixes
field-served-at-once = Was he told at the same moment?
field-served-at-once-hint = If not, record the announcement when it is made: some orders hold only from then
field-protects-children = Does it protect children too?
field-drops-children = Does only the protection of the children end?
field-outcome = What came of it
field-report-to = To which body
field-worrying = Is the report worrying?
field-regions = Where on the body
field-strangulation-signs-hint = Marks on the neck, hoarse voice, trouble swallowing, red spots in the eyes, lost consciousness. There may be no visible mark.
field-closing-reason = Why the case can be closed

body-region-head = head
body-region-face = face
body-region-neck = neck
body-region-chest = chest
body-region-abdomen = abdomen
body-region-back = back
body-region-arms = arms
body-region-hands = hands
body-region-genitals = genitals
body-region-legs = legs

closing-reason-safe_for_long = No violence for a long time, and she feels safe
closing-reason-moved_away = She moved away and the other area took over
closing-reason-perpetrator_gone = He died or is away for long
closing-reason-opened_in_error = Opened in error
closing-reason-other = Another reason

closing-not-yet = The case cannot be closed yet:
closing-level = the level is above “{ $level }”; assess again first
closing-order = an order is still in force or waits to be announced
closing-items = open duties and alerts: { $count }. Each has to be done, or waived with a reason

order-none-fits = This case has no order to which the step can belong.
error-days = A whole number of days, from 1 on
error-before-order = This is before the order itself. Check the date: it would end her protection.
