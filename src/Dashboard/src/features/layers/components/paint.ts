// Dark enough for white text in both themes.
const colors = ['#4263eb', '#b8420b', '#087f5b', '#9c36b5', '#0b7285', '#c2255c', '#4a7a0a', '#c92a2a', '#7048e8', '#495057'];

/** @param place among the owners of a layer */
export function paintOfOwner(place: number): { background: string; color: string } {
  return { background: colors[place % colors.length] ?? '', color: 'white' };
}
