import http from 'node:http';

const { PORT = '3000', DYNO = 'web', GREETING = 'Hello from Jujube' } = process.env;

const server = http.createServer((request, response) => {
  console.log(`${request.method} ${request.url}`);
  response.end(`${GREETING}: ${DYNO}\n`);
});

server.listen(Number(PORT), () => console.log(`listening on ${PORT}`));
// answer what has come in, then go
process.on('SIGTERM', () => server.close(() => process.exit(0)));
