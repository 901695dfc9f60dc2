# What is said about fields of every form, and about names.
field-characters = Use { $min } to { $max } characters.
field-at-most = Use at most { $max } characters.
field-no-turning = Leave out marks that change the direction of writing.
field-choose = Choose one of the list.
field-number = Use a number from { $min } to { $max }.
list-joint = { $so_far }, { $next }
