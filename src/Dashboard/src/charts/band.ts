/** A path around all that lies between two lines, in pieces where a side is unknown. */
export function bandPath(points: readonly { x: number; low: number | null; high: number | null }[]): string {
  return piecesOf(points, (point) => point.low !== null && point.high !== null)
    .filter((piece) => piece.length > 1)
    .map((piece) => {
      const there = piece.map(({ x, high }) => `${x},${high}`);
      const back = piece.toReversed().map(({ x, low }) => `${x},${low}`);
      return `M${[...there, ...back].join(' L')} Z`;
    })
    .join(' ');
}

/** A line through the points, in pieces where it is unknown. */
export function linePath(points: readonly { x: number; y: number | null }[]): string {
  return piecesOf(points, (point) => point.y !== null)
    .map((piece) => `M${piece.map(({ x, y }) => `${x},${y}`).join(' L')}`)
    .join(' ');
}

function piecesOf<T>(points: readonly T[], isKnown: (point: T) => boolean): T[][] {
  const pieces: T[][] = [];
  let isOpen = false;
  for (const point of points) {
    if (!isKnown(point)) {
      isOpen = false;
    } else if (isOpen) {
      pieces.at(-1)?.push(point);
    } else {
      pieces.push([point]);
      isOpen = true;
    }
  }
  return pieces;
}
