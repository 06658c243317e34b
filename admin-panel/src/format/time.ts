const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

const short = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** "30 Jun 2025, 12:00:00 UTC", in the browser's time zone. */
export const exactTime = (instant: string): string => exact.format(new Date(instant));

/** "30 Jun, 12:00". */
export const shortTime = (instant: string): string => short.format(new Date(instant));

/** Seconds from one instant to another; 0 instead of a negative number if the clock is behind. */
export const secondsBetween = (from: string | number, to: string | number): number =>
  Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1000);

/** "4.2 s", "45 s", "1 min 12 s", "2 h 5 min". */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const all = Math.round(seconds);
  if (all < 60) return `${all} s`;
  if (all < 3600) return twoUnits(Math.floor(all / 60), 'min', all % 60, 's');
  return twoUnits(Math.floor(all / 3600), 'h', Math.floor((all % 3600) / 60), 'min');
}

const twoUnits = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;

/** Like {@link duration} but without tenths, for values that update every second. */
export const wholeSeconds = (seconds: number): string =>
  seconds < 60 ? `${Math.floor(seconds)} s` : duration(Math.floor(seconds));
