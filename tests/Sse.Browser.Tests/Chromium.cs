using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Sse.Tests.Chromium))]

namespace Sse.Tests;

/// <summary>Debian's Chromium, started on first use and shared by all tests.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>What it is started with.</summary>
    internal static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A new page. What its scripts throw is kept as <c>data-error</c> of its document.</summary>
    public async Task<IPage> NewPage(Look? look = null)
    {
        var executable = Require.Program("chromium");
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = executable,
                Args = Arguments,
            });
        }
        finally
        {
            _gate.Release();
        }
        var page = await _browser.NewPageAsync((look ?? new(IsPhone: false, IsDark: false)).Options);
        await page.AddInitScriptAsync("addEventListener('error', e => document.documentElement.dataset.error = e.message)");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _gate.Dispose();
    }
}
