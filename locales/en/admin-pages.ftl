# The panel.
admin-nav = Running the site
admin-nav-settings = Settings
admin-nav-people = People
admin-nav-invitations = Invitations
admin-nav-boards = Boards
admin-role = Role
admin-role-guest = Guest
admin-role-member = Member
admin-role-moderator = Moderator
admin-role-admin = Admin
admin-role-of = Role of { $name }
admin-role-set = Set
# Stands behind “Set”.
admin-role-set-of = the role of { $name }
admin-settings = Settings of this site
admin-settings-told = Each is saved on its own and holds at once.
admin-settings-normally = Normally: { $value }.

# Boards.
admin-boards-told = Where topics belong, and who may do what there.
admin-boards-all = The boards
admin-boards-none = There is none yet. Without a board nobody can start anything.
admin-board-title = Board: { $name }
admin-board-change = Change a board
admin-board-change-told = Who may do what holds at once, also for what is there already.
admin-board-change-short = Change
admin-board-make = Make a board
admin-board-make-it = Make the board
admin-board-name = Name
admin-board-address = Address
admin-board-address-hint = The last part of its address; made from the name if you leave it empty.
admin-board-purpose = What it is for
admin-board-place = Place in the list
admin-board-place-hint = A number; lower ones come first.
admin-board-who-sees = Who sees it?
admin-board-who-starts = Who starts topics?
admin-board-who-comments = Who comments?
admin-board-who-votes = Who votes?
admin-board-see = See it
admin-board-start = Start topics
admin-board-comment = Comment
admin-board-vote = Vote
admin-may-guests = Everyone
admin-may-members = Members
admin-may-staff = Staff
admin-only-guests = guests
admin-only-members = members
admin-only-staff = staff

# Invitations.
admin-invite = Invite someone
admin-invitations-told = A link lets one person in, whatever registration says.
admin-invitations-all = Links made before
admin-invitations-none = None yet.
admin-invitation-fresh = The new link
admin-invitation-fresh-told = Copy it now and send it. It is not shown again.
admin-invitation-as = They come as
admin-invitation-who = Who is it for?
admin-invitation-who-hint = Only for this list.
admin-invitation-make = Make a link
admin-invitation-for = For
admin-invitation-made = Made
admin-invitation-state = State
admin-invitation-anyone = Anyone
admin-invitation-used = used
admin-invitation-expired = expired
admin-invitation-open = open until { $date }
admin-invitation-end = Take back
# Stand behind “Take back”.
admin-invitation-end-of = the invitation for { $name }
admin-invitation-end-anyone = the invitation for anyone

# People.
admin-people-told = Who is here, and what they may do.
admin-people-which = Which people
admin-people-pages = Pages of people
admin-people-none = Nobody is here yet
admin-people-none-told = People come by themselves or by invitation.
admin-person-name = Name
admin-person-came = Came
admin-person-no-email = none
admin-person-let-in = Let in
admin-person-refuse = Refuse
admin-person-open = Open again
admin-person-close = Close
admin-waiting-none = Nobody is waiting
admin-waiting-told = When registration needs a yes from staff, those who ask are here.
admin-ghosts-none = Nobody was imported
admin-ghosts-told = People known only from an import are here; they cannot sign in.
admin-closed-none = No account is closed
admin-closed-told = Accounts you close are here, and can be opened again.
