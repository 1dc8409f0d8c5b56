import { safeHeaders } from './safe-headers.js';

describe('safeHeaders', () => {
  it('SEC-05: hold browsers to TLS where the API is met by it', () => {
    expect(safeHeaders('https://api.example.com')['Strict-Transport-Security']).toBe('max-age=31536000');
    expect(safeHeaders('http://127.0.0.1:5100')).not.toHaveProperty('Strict-Transport-Security');
  });
});
