# What is said about fields of every form, and about names.
field-characters = Use { $min } to { $max } characters.
field-at-most = Use at most { $max } characters.
field-no-turning = Leave out marks that change the direction of writing.
field-choose = Choose one of the list.
field-number = Use a number from { $min } to { $max }.
list-joint = { $so_far }, { $next }
list-unknown-place = This place in the list is not known. Start again from its first page.
handle-length = Choose a name of { $min } to { $max } characters.
handle-begin = Begin the name with a letter.
handle-letters = Use only letters, digits, - and _ in the name.
handle-accents = Type the name's accents as one letter each.
handle-one-alphabet = Write the name in the letters of one alphabet.
# Signs in a rendered text, for those who do not see them.
prose-back = Back to the text
prose-table = Table
prose-to-do = To do
prose-done = Done
