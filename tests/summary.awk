# Sums TRX files, and JUnit files of the dashboard's tests: lists what did not pass, by name with its message; the last line is "N passed, N failed, N skipped".
BEGIN { RS = "<" }

function attribute(name) {
  if (!match($0, "[ \t\r\n]" name "=\"[^\"]*\"")) return ""
  return plain(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
}

function plain(text) {
  gsub(/&#x[dD];/, "", text)
  gsub(/&#x[aA];/, "\n", text)
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

/^UnitTestResult[ \t\r\n]/ {
  count++
  id[count] = attribute("testId")
  name[count] = attribute("testName")
  outcome[count] = attribute("outcome")
  inside = 1
}
/^Message>/ && inside { message[count] = message[count] plain(substr($0, length("Message>") + 1)) }
/^\/Results>/ { inside = 0 }

# The classes come after the results.
/^UnitTest[ \t\r\n]/ { definition = attribute("id") }
/^TestMethod[ \t\r\n]/ { class[definition] = attribute("className") "." }

/^Counters[ \t\r\n]/ {
  # A skipped test is counted in total alone.
  total += attribute("total")
  passed += attribute("passed")
  failed += attribute("failed") + attribute("error") + attribute("timeout") + attribute("aborted")
}

# JUnit: what a test case was not stands inside it.
/^testcase[ \t\r\n]/ {
  count++
  id[count] = "testcase " count
  name[count] = attribute("name")
  class[id[count]] = attribute("classname") ": "
  outcome[count] = "Passed"
  total++
  passed++
}
/^failure[ \t\r\n>]/ || /^error[ \t\r\n>]/ { if (outcome[count] == "Passed") { outcome[count] = "Failed"; message[count] = attribute("message"); passed--; failed++ } }
/^skipped[ \t\r\n\/>]/ { if (outcome[count] == "Passed") { outcome[count] = "NotExecuted"; passed-- } }

function list(skipped,    i) {
  for (i = 1; i <= count; i++) {
    if (outcome[i] == "Passed" || (outcome[i] == "NotExecuted") != skipped) continue
    sub(/^[ \n]+/, "", message[i])
    sub(/[ \n]+$/, "", message[i])
    gsub(/\n/, "\n    ", message[i])
    print (skipped ? "Skipped " : "Failed ") class[id[i]] name[i] ": " message[i]
  }
}

END {
  list(1)
  list(0)
  if (passed + failed == 0) print "No test ran."
  printf "%d passed, %d failed, %d skipped\n", passed, failed, total - passed - failed
  exit (failed > 0 || passed == 0)
}
