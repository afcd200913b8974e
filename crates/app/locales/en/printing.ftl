## The printed report card (PDF).
print-contents = Contents
print-glance = At a glance
print-reading = How to read these pages
print-charts-heading = The charts
print-charts-1 = In a chart over time the open circle is where the community agreed to start from, the filled one is now, and the diamond is the goal. Hatched years have no number, and the word beside them says why; no line runs through them. A small number in a circle marks when an action began, not that it caused a change.
print-charts-2 = In a chart of groups each row goes from then (open) to now (filled), and the dashed line is the goal. Compare each group with the goal and with its own past, not with another group.
print-charts-3 = Below every chart stands a table with the same numbers.
print-checked = How the figures were checked and protected
print-definitions = Definitions
print-sources = Corrections, sources and how to cite
print-source = { $files ->
    [one] { $source } (one file)
   *[other] { $source } ({ $files } files)
  }
print-every-source = The list of every file: { $address }
print-cite-heading = How to cite
print-cite-1 = Use these figures freely, with credit.
print-this-page = This measure on the web, with all its tables:
print-checkpoint = Signed checkpoint
print-checkpoint-means = Every step behind these figures stands in a history that cannot be altered unnoticed. Whoever keeps these lines can prove it later.
print-more = On the web, with every figure and definition:
print-protected = “Protected” means fewer than { $minimum } people, or a number hidden because it would give such a number away. It does not mean zero.
print-heading = Take it with you
print-lede = The same figures as PDF, to print or to hand out.
print-form-booklet = Booklet
print-form-one-page = One page
print-form-large-print = Large print
print-size = { $pages ->
    [one] PDF, one page, { $size }
   *[other] PDF, { $pages } pages, { $size }
  }
print-kilobytes = { $number } KB
print-pictures = Pictures for newsletters
