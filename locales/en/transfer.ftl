# Import: what becomes of a file's rows.
import-mapping = Write it as status:Final=Paved or board:Ideas=product.
import-no-status = There is no status “{ $status }”. There are: { $names }.
import-undone = This import was undone already.
import-line = line { $line }
import-header = the header line cannot be read: { $told }
import-no-object = not a JSON object
import-nameless = a row without id and title
# These say why a row was left out.
import-twice = this id stands in the file twice; the first one counts
import-untitled = it has no title
import-too-long = its text is longer than { $max } characters
import-field = { $field }: { $told }
# These follow how many rows it was so with.
import-no-id = had no id; its title is its name
import-unknown-status = status “{ $status }” is not known here; it became Open
import-title-cut = had a title that was cut at { $max } characters
import-bad-date = had a date that cannot be read; it counts as made today
import-no-date = had no date; it counts as made today
import-many-tags = had more than five tags; the first five were kept
import-changed-here = was changed here since; it stays as it is
