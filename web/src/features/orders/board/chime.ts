const NOTES_HZ = [784, 1047];
const NOTE_S = 0.16;
const LOUDNESS = 0.2;

let context: AudioContext | undefined;

/** Two rising notes, made on the spot. Browsers keep silent until the page has been touched once. */
export function chime(): void {
  context ??= new AudioContext();
  void context.resume();
  NOTES_HZ.forEach((frequency, place) => {
    if (!context) return;
    const from = context.currentTime + place * NOTE_S;
    const tone = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(LOUDNESS, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 2 * NOTE_S);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + 2 * NOTE_S);
  });
}
