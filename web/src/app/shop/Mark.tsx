/** The mark: a market awning over an N. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="16" fill="#bb3d1a" />
      <path
        d="M12 18h40v8a6.67 6.67 0 0 1-13.33 0 6.67 6.67 0 0 1-13.34 0A6.67 6.67 0 0 1 12 26z"
        fill="#ffd9a8"
      />
      <path d="M20 51V38h5.2l9 7.4V38H44v13h-5.2l-9-7.4V51z" fill="#fff" />
    </svg>
  );
}
