# Arbeit im Hintergrund.
job-not-wanted = Darauf wartet niemand mehr.
job-waits-already = Das wartet bereits darauf, erledigt zu werden.
job-not-waiting = Nur ein wartender Auftrag kann sofort ausgeführt werden.
job-not-retried = Nur ein beendeter, nicht erledigter Auftrag kann noch einmal versucht werden.
job-not-discarded = Nur ein wartender oder beiseitegelegter Auftrag kann verworfen werden.
