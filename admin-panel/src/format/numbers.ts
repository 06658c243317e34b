const whole = new Intl.NumberFormat('en');

/** 100000 → "100,000". */
export const count = (value: number): string => whole.format(value);

/** Rounds down, so that 100 % is never shown too early. */
export const percent = (value: number): number => Math.floor(value);

/** "full_patients" → "Full patients". */
export const humanize = (name: string): string => {
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
