const listen = (body: string) =>
  `node -e "process.on('SIGTERM',()=>process.exit(0));setInterval(()=>{},1e6);` +
  `const server=require('http').createServer((q,s)=>{${body}}).listen(process.env.PORT)"`;

/** Commands for dynos of the base image. */
export const DYNO_PROGRAMS = {
  /** answers with its name and its GREETING */
  web: listen(`s.end(process.env.DYNO+' '+process.env.GREETING)`),
  /** answers until it is asked for /deaf; from then on it listens no more, but runs */
  fragile: listen(`s.end('ok',()=>q.url==='/deaf'&&server.close().closeAllConnections())`),
  /** answers like web, but not before three seconds have passed */
  slow: `node -e "process.on('SIGTERM',()=>process.exit(0));setTimeout(()=>require('http').createServer((q,s)=>s.end(process.env.DYNO+' '+process.env.GREETING)).listen(process.env.PORT),3000)"`,
  /** answers like web, and goes on when it is told to stop */
  stubborn: `node -e "process.on('SIGTERM',()=>{});require('http').createServer((q,s)=>s.end(process.env.DYNO+' '+process.env.GREETING)).listen(process.env.PORT)"`,
  /** answers like web, and writes some thousand lines a second while it starts */
  chatty: `node -e "process.on('SIGTERM',()=>process.exit(0));let n=0;const t=setInterval(()=>{for(let i=0;i<200;i++)console.log('x'.repeat(200)+n++);if(n>8000)clearInterval(t)},25);require('http').createServer((q,s)=>s.end(process.env.DYNO+' '+process.env.GREETING)).listen(process.env.PORT)"`,
  /** runs and listens on nothing */
  worker: `node -e "process.on('SIGTERM',()=>process.exit(0));setInterval(()=>{},1000)"`,
  /** says a last word and ends */
  crashing: `node -e "console.log('no database here');process.exit(3)"`,
  /** runs, but never listens on its PORT */
  deaf: `node -e "console.log('listening on nothing');setInterval(()=>{},1000)"`,
  /** answers with its name on its port `metrics`, over TCP, and on its port `echo` with what it was sent, over UDP */
  ported:
    `node -e "process.on('SIGTERM',()=>process.exit(0));const{DYNO,PORT,PORT_METRICS,PORT_ECHO,NVIDIA_VISIBLE_DEVICES:g}=process.env;` +
    `require('http').createServer((q,s)=>s.end([DYNO,PORT,PORT_METRICS,g].join(' '))).listen(PORT_METRICS);` +
    `const u=require('dgram').createSocket('udp4');u.on('message',(m,r)=>u.send(m,r.port,r.address));u.bind(PORT_ECHO)"`,
  /** counts up, ten lines at a time */
  counting: `node -e "process.on('SIGTERM',()=>process.exit(0));let n=0;setInterval(()=>{for(let i=0;i<10;i++)console.log('line '+n++)},50)"`,
  /** takes memory until it is stopped */
  greedy: `node -e "const all=[];setInterval(()=>all.push(Buffer.alloc(8e6,1)),20)"`,
};
