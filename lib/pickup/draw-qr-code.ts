import QRCode from 'qrcode';

/**
 * A code's modules as one SVG path, for the server to draw. A quarter of the modules may be unreadable: tickets are
 * folded, and shown on cracked screens.
 */
export function drawQrCode(code: string): { readonly size: number; readonly path: string } {
  const { modules } = QRCode.create(code, { errorCorrectionLevel: 'Q' });
  const rows = Array.from({ length: modules.size }, (_, y) =>
    Array.from({ length: modules.size }, (_, x) => (modules.get(y, x) ? `M${x} ${y}h1v1h-1z` : '')).join(''),
  );
  return { size: modules.size, path: rows.join('') };
}
