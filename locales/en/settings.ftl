# The settings of the site.
registration-open = Anyone may join
registration-approval = Anyone may ask, staff say yes
registration-invitation = Only with an invitation
registration-closed = Nobody may join
setting-changed = Changed.
setting-unknown = There is no such setting.
setting-registration = Registration
setting-registration-meaning = Who may make an account.
setting-site-name = Name
setting-site-name-meaning = The site's name, in the header and in titles.
setting-site-question = Question
setting-site-question-meaning = The question at the top of the first page.
setting-api-per-minute = API requests a minute
setting-api-per-minute-meaning = For one address without a token, or one token.
setting-writes-per-minute = Writes a minute
setting-writes-per-minute-meaning = Posts, comments and votes by one person or address.
setting-sign-ins-per-minute = Sign-ins a minute
setting-sign-ins-per-minute-meaning = Tries for one address, and for one account.
setting-sign-ups-per-day = Sign-ups a day
setting-sign-ups-per-day-meaning = Accounts that one address may make.
# The question at the top of the first page, until someone writes another.
site-question = What should get easier?
setting-yes = Yes
setting-no = No
setting-yes-or-no = Choose yes or no.
setting-images-per-day = Pictures a day
setting-images-per-day-meaning = How many one person may add.
setting-images-megabytes = Megabytes of pictures
setting-images-megabytes-meaning = How much one person may have in all.
setting-images-after-minutes = Minutes before the first picture
setting-images-after-minutes-meaning = How long after joining; 0 is at once.
setting-images-by-guests = Pictures by guests
setting-images-by-guests-meaning = Whether guests may add pictures.
setting-synonyms = Words that mean the same
setting-synonyms-meaning = Honoured when people search for something like what they propose: a = b, c; and ; between groups.
