/** A detail without its last sentence where that one is for those who call the API: "GET /environments lists them." */
export function withoutRoutes(detail: string): string {
  return detail.replace(/(?<=[.!?])\s+(?:GET|POST|PUT|PATCH|DELETE) \/(?:(?!\.\s).)*$/s, '');
}
