// A logger for the official clients that says nothing.
const methods = ['debug', 'info', 'warn', 'error', 'setLevel', 'setName'];
export const logger = { ...Object.fromEntries(methods.map((name) => [name, () => {}])), getLevel: () => 'error' };
