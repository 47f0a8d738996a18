/** Drawings that only these widgets need, as strokes on a grid of 24. */
export const CAMERA =
  "M4 8h3.2l1.6-2.5h6.4L16.8 8H20v11H4zM12 10a3.3 3.3 0 100 6.6 3.3 3.3 0 000-6.6z";
export const CLOUD =
  "M7.5 18.5a4.5 4.5 0 01-.6-8.96 5.5 5.5 0 0110.7 1.5A3.75 3.75 0 0117 18.5M12 20v-8M8.8 14.6L12 11.4l3.2 3.2";
export const MICROPHONE =
  "M12 3.5a3 3 0 00-3 3V12a3 3 0 006 0V6.5a3 3 0 00-3-3zM6 11.5a6 6 0 0012 0M12 17.5v3";
export const PAUSE = "M8.5 5.5v13M15.5 5.5v13";
export const PLAY = "M8 5.2v13.6L18.8 12z";
export const SHEET = "M6.5 3.5h7.5l4 4v13H6.5zM13.5 3.5V8H18";
export const CLIP =
  "M18.5 11.5l-6.6 6.6a4 4 0 01-5.7-5.7l7-7a2.7 2.7 0 013.8 3.8l-6.9 6.9a1.3 1.3 0 01-1.9-1.9l6.3-6.3";
export const TURN = "M4.5 12a7.5 7.5 0 0113-5M17.5 3v4h-4M19.5 12a7.5 7.5 0 01-13 5M6.5 21v-4h4";
