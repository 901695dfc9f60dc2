# Pictures that people add to what they write.
image-none = Choose a picture first.
image-unread = This is no picture we can read. Send PNG, JPEG, GIF or WebP.
image-too-large = A picture may have { $n } megabytes at most.
image-too-many-pixels = A picture may have { $n } million pixels at most, and { $side } on a side.
image-not-by-guests = Guests cannot add pictures here. Sign up to add some.
image-not-by-newcomers = { $n ->
    [one] You can add pictures a minute after joining. Please try again soon.
   *[other] You can add pictures { $n } minutes after joining. Please try again soon.
}
image-too-many = { $n ->
    [one] You can add one picture a day, and today’s is in. Please come back tomorrow.
   *[other] You can add { $n } pictures a day, and today’s are in. Please come back tomorrow.
}
image-too-much = { $n ->
    [one] Your pictures fill the megabyte you may have. Remove some to make room.
   *[other] Your pictures fill the { $n } megabytes you may have. Remove some to make room.
}
image-added = The picture is here.
image-removed = The picture is gone.
images-title = Your pictures
images-told = Pictures you added. A picture that no post shows goes after a day.
images-room = { $used } of { $most } megabytes, at most { $n } pictures a day.
images-empty = You have added none yet.
images-empty-told = Add one where you write, or here.
images-add = Add a picture
images-choose = Picture
images-hint = PNG, JPEG, GIF or WebP, up to 8 megabytes. Only what is to be seen is kept: no place, no camera.
image-markdown = To show it, write
image-used = shown in a post
image-unused = not shown anywhere yet
image-size = { $width } × { $height }, { $n } kB
image-remove = Remove
