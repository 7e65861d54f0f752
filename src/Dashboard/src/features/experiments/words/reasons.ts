// The codes of results in words. A code that is not known here (from a newer server) is shown as it is.

/** Why a number is not there, or a verdict is not given. */
const reasons: Record<string, string> = {
  no_units: 'nobody has taken part yet',
  too_few_units: 'there are too few units in an arm to judge by: at least 100, and more where they differ widely',
  too_few_conversions: 'fewer than 25 units of an arm did it, or fewer than 25 did not: too few to judge by',
  zero_variance: 'all units did exactly the same, so there is no spread to judge a difference by',
  zero_baseline: 'the control’s mean is 0, so a difference cannot be told as a share of it',
  baseline_not_distinguishable_from_zero:
    'the control’s mean cannot be told from 0, so the difference as a share of it has no bounds',
  quantile_out_of_range: 'there are too few units for a quantile this far out',
  srm: 'units are not split as the weights say, so no effect can be trusted',
  not_finite: 'the values are too large to compute with',
  too_short: 'there is less than one full day of data',
  plan_not_fulfilled: 'this experiment is judged once, when its plan is fulfilled',
  metric_missing: 'the metric’s definition is gone',
  direction_turned: 'a significant difference was seen earlier, and its direction has turned since',
  not_for_this_kind: 'the method is not made for metrics of this kind',
  bayesian_mode: 'Bayesian mode shows what is believed and gives no verdict of significance',
};

/** Without a capital and without a full stop, to stand after a colon. */
export function reasonInWords(code: string): string {
  return reasons[code] ?? code;
}

/** The same as a sentence. */
export function reasonSentence(code: string): string {
  const words = reasonInWords(code);
  return code in reasons ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.` : words;
}

/** What a warning of the health checks is called; the server's message says the rest. */
const warnings: Record<string, string> = {
  srm: 'Units are not split as planned',
  multi_exposed: 'Units were seen in several variants',
  multi_exposed_uneven_split: 'Units in several variants, on an uneven split',
  unknown_variants: 'Units were seen in variants that are no arms',
  exposures_after_end: 'Exposures came after the end of the run',
  no_exposures: 'No new units',
  events_expired: 'Events of the beginning are no longer kept',
  segment_changed: 'A segment was changed during the run',
  silent_events: 'No events of a metric',
  pre_exposure_imbalance: 'The arms differed before they could',
  suspicious_lift: 'Too good, or too bad, to be true?',
  metric_missing: 'A metric is gone',
  metric_settings: 'A setting of a metric is not used',
  low_power: 'Little chance to find anything',
};

export function warningTitle(code: string): string {
  return warnings[code] ?? code;
}
