# What stands around every page.
layout-skip = Skip to content
layout-main = Main
layout-sign-up = Sign up
layout-account = Your account
layout-guest = You are here as a guest.
layout-guest-more = Sign up to keep a name of your own.
layout-profile = Your profile
layout-settings = Settings
layout-admin = Run the site
layout-sign-out = Sign out
layout-open-data = Open data:
layout-language = Language
