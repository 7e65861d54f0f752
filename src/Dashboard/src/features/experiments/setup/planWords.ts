import type { ExperimentForecast } from '@/api/generated/api';
import { countText, shareText } from '@/charts/format';

/** The plan as people say it. */
export function forecastInWords({ total, per_arm: arms, days, days_full_weeks: weeks }: ExperimentForecast): string {
  const each = new Set(arms).size === 1 ? `${countText(arms[0])} in each arm` : arms.map(countText).join(' and ');
  const units = `${countText(total)} units (${each})`;
  if (days === null || weeks === null) {
    return `It takes ${units}. Say how many new units come a day to see how long that is.`;
  }
  return `It takes ${units}: ${days === 1 ? '1 day' : `${countText(days)} days`} at this pace. Plan ${weeksInWords(weeks)}, as weekdays differ.`;
}

function weeksInWords(days: number): string {
  const weeks = Math.round(days / 7);
  return weeks === 1 ? '1 full week' : `${countText(weeks)} full weeks`;
}

/** Whether it is worth starting at all. */
export function planAdvice({ days_full_weeks: days }: Pick<ExperimentForecast, 'days_full_weeks'>): string | null {
  return days !== null && days > 90
    ? 'That is long: much changes meanwhile, and people come back under new ids. Look for a larger effect, a metric nearer to the change, or more traffic.'
    : null;
}

/** What the wanted alpha means, for people. */
export function alphaInWords(alpha: number): string {
  return `Of experiments without any effect, ${shareText(alpha, 1).replace('.0', '')} at most are called better or worse by chance.`;
}
