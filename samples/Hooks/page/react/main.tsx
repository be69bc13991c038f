import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { market } from '../market.js';
import { useSse, useSseState } from '../sse/sse-react.js';

function Price() {
  const price = useSse(market, 'price');
  return <p className="price">{price && <>{price.data.price.toFixed(2)} <small>#{price.data.n}</small></>}</p>;
}

function App() {
  const [isShown, setShown] = useState(true);
  const state = useSseState(market);
  return (
    <>
      <h1>React</h1>
      {isShown && <Price />}
      <p className="state">{state}</p>
      <div>
        <button onClick={() => setShown(!isShown)}>{isShown ? 'Hide' : 'Show'}</button>
        <button onClick={() => market.restart()}>Cut</button>
      </div>
    </>
  );
}

createRoot(document.getElementById('app')!).render(<App />);
