namespace Sse.Tests;

/// <summary>What the samples' pages show, as scripts that a page can be asked.</summary>
internal static class PageText
{
    /// <summary><c>number(id)</c>, an element's number, and <c>settled()</c>, the price at which the table was last the market.</summary>
    public const string Numbers = """
        window.number = id => Number(document.getElementById(id).textContent.replace(/,/g, ''));
        window.settled = () => Number(/(?<=at price )[\d,]+/.exec(document.getElementById('detail').textContent)?.[0].replace(/,/g, '') ?? 0);
        window.symbols = () => [...document.querySelectorAll('#rows th')].map(cell => cell.textContent);
        """;

    /// <summary><c>nodes()</c>, their states, and <c>served()</c>, the number of the one that serves the page, or 0.</summary>
    public const string Nodes = """
        window.nodes = () => [...document.querySelectorAll('#nodes li')].map(node => node.dataset.state);
        window.served = () => [...document.querySelectorAll('#nodes li')].findIndex(node => node.dataset.serves === 'true') + 1;
        """;
}
