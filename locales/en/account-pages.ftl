# One's own settings.
account-nav-profile = Profile
account-nav-account = Address and password
account-nav-sessions = Browsers
account-nav-tokens = API tokens
account-nav-preferences = Preferences
account-nav-following = Following
account-nav-ignored = Ignored
account-nav-searches = Searches
account-nav-data = Your data
account-email = E-mail
account-email-hint = Nobody else sees it.
account-email-now-html = Now it is <bdi>{ $email }</bdi>. Nobody else sees it.
account-email-none = You have given none.
account-new-address = New address
account-change-address = Change address
account-your-password = Your password
account-your-password-hint = So that nobody else can do this.
account-password = Password
account-password-told = Every other browser will be signed out.
account-password-now = Your password now
account-password-new = New password
account-password-hint = A few words in a row are good: long beats odd.
account-change-password = Change password
account-retype = Passwords are never sent back: type it again.
account-retype-both = Passwords are never sent back: type them again.
account-profile-told-html = What others see of you. <a href="{ $href }">Look at it</a>
account-handle = Handle
account-handle-hint = Your short name: in addresses, and when others call you with @.
account-full-name = Full name
account-about = About you
account-sessions = Where you are signed in
account-sessions-told-html = End the ones you do not know, then <a href="{ $href }">change your password</a>.
account-browser = Browser
account-browser-unknown = Unknown browser
account-browser-this = this one
account-signed-in = Signed in
account-last-seen = Last seen
account-sign-out-there = Sign out there

# Tokens.
account-tokens-told = For scripts and apps that act for you. Whoever holds one can do what it may.
account-tokens-none = You have none. Reading the API needs none either.
account-token-fresh = Your new token
account-token-fresh-told = Copy it now. It is not shown again.
account-token-use-html = Send it with each request: <code>Authorization: Bearer</code>, then the token. <a href="{ $href }">How the API works</a>
account-token-name = Name
account-token-may = May
account-token-until = Until
account-token-used = Last used
account-token-expired = expired
account-token-for-ever = for ever
account-token-never = never
account-token-revoke = Revoke
account-token-make = Make a token
account-token-make-it = Make the token
account-token-purpose = What is it for?
account-token-purpose-hint = The program that will use it.
account-token-it-may = It may
account-token-works-for = It works for
account-token-days = { $n ->
   *[other] { $n } days
}
account-token-year = a year
account-token-ever = ever, until you revoke it

# Someone's page.
account-from-import = known from an import
account-is-closed = account closed
account-here-since = here since { $date }
account-edit-profile = Edit profile
account-no-bio-html = You have not said anything about yourself. <a href="{ $href }">A line helps others</a> to know who asks.
account-ghost = Their words came from another place. This person has never signed in here.

# Signing in and up.
account-sign-in-told = To vote and write. Reading needs no account.
account-name-or-email = Name or e-mail
account-new-here-html = New here? <a href="{ $href }">Make an account</a>, it takes a minute.
account-by-invitation = New people come by invitation here. Ask someone who runs the site for a link.
account-as-guest-html = Or <button class="button button--small">Go on as a guest</button> where boards allow it.
account-make = Make an account
account-make-told = A name, an address and a password, and you can vote and write.
account-make-approval = Someone looks at each request; then you can sign in.
account-make-mine = Make my account
account-ask-for = Ask for an account
account-invited = { $role ->
    [admin] You are invited as an admin. Choose a name and a password.
    [moderator] You are invited as a moderator. Choose a name and a password.
    [guest] You are invited as a guest. Choose a name and a password.
   *[member] You are invited. Choose a name and a password.
}
account-name = Name
account-name-hint = What others call you here, such as mira or lee-anne.
account-been-here-html = Been here before? <a href="{ $href }">Sign in instead</a>
