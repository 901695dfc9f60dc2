# Work in the background.
job-not-wanted = Nobody waits for this any more.
job-waits-already = This waits to be done already.
job-not-waiting = Only a job that waits can be run now.
job-not-retried = Only a job that is over, and not done, can be tried again.
job-not-discarded = Only a job that waits or was set aside can be discarded.
