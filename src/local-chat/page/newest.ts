/** Begins a question at each call; what it answers tells whether that question is still the newest. */
export function createNewest(): () => () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    const mine = asked;
    return () => mine === asked;
  };
}
