export function CompareTab(_: { flagKey: string; environmentKey: string }) {
  return null;
}
