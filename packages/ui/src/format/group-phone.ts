/** `+919812345678` as `+91 98123 45678`; numbers of other countries and masked ones in groups from the end. */
export function groupPhone(number: string): string {
  const indian = /^(\+91)([\d*•]{5})([\d*•]{5})$/.exec(number);
  if (indian) return `${indian[1]} ${indian[2]} ${indian[3]}`;
  const other = /^(\+\d{1,3})([\d*•]{3,4})([\d*•]{3,4})([\d*•]{4})$/.exec(number);
  return other ? other.slice(1).join(" ") : number;
}
