/** How long a session lasts, seconds. */
export const sessionSeconds = 3600;
