# Running the site: what the program says about it.
standing-active = Members
standing-waiting = Waiting
standing-ghost = Imported
standing-closed = Closed
standing-choose = Choose active or closed.
standing-opened = They can sign in now.
standing-ended = The account is closed and its browsers are signed out.
person-role-changed = Their role is changed.
invitation-ended = That invitation no longer works.
board-made = The board is there.
board-changed = The board is changed.
