using Microsoft.Playwright;

namespace Sse.Tests;

/// <summary>A Chromium with a profile of its own that lets cookies of other sites through, which it doesn't do by itself.</summary>
internal sealed class ThirdPartyCookies : IAsyncDisposable
{
    private readonly TemporaryFolder _profile = new();
    private IPlaywright? _playwright;
    private IBrowserContext? _browser;

    public static async Task<ThirdPartyCookies> LetThroughAsync()
    {
        var executable = Require.Program("chromium");
        var browser = new ThirdPartyCookies();
        browser._profile.Write("Default/Preferences", """{"profile":{"cookie_controls_mode":0,"block_third_party_cookies":false}}""");
        browser._playwright = await Playwright.CreateAsync();
        browser._browser = await browser._playwright.Chromium.LaunchPersistentContextAsync(browser._profile.Path, new()
        {
            ExecutablePath = executable,
            IgnoreHTTPSErrors = true,
            Args = Chromium.Arguments,
        });
        return browser;
    }

    public Task<IPage> NewPage() => _browser!.NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _profile.Dispose();
    }
}
