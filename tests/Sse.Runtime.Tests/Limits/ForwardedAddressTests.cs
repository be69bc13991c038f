using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Limits;

/// <summary>A limit per address counts who a known proxy says has sent the request, and believes nobody else.</summary>
public class ForwardedAddressTests
{
    [Theory]
    [InlineData("no middleware", false)]
    [InlineData("the proxy is known", true)]
    [InlineData("another proxy is known", false)]
    public async Task An_address_that_is_said_counts_only_where_a_known_proxy_says_it(string setting, bool isBelieved)
    {
        await using var app = await TestApp.StartAsync(
            app =>
            {
                if (setting != "no middleware") app.UseForwardedHeaders(OptionsOf(setting == "the proxy is known" ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1")));
                app.UseRouting();
                app.MapSse<TestHub>("/hub");
            },
            services => services.AddSse(o => o.Limits.MaxStreamsPerAddress = 2).AddHub<TestHub>());
        var readers = new List<EventReader>();
        var inside = 0;
        for (var i = 0; i < 6; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/hub") { Headers = { { "X-Forwarded-For", $"192.0.2.{i}" }, { "Forwarded", $"for=192.0.2.{i}" }, { "X-Real-IP", $"192.0.2.{i}" } } };
            readers.Add(await EventReader.OpenAsync(await app.Http1.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded()));
            var retry = (await readers[^1].NextAsync())!.Split('\n').Single(line => line.StartsWith("retry: ", StringComparison.Ordinal));
            if (int.Parse(retry[7..], CultureInfo.InvariantCulture) < 10_000) inside++;
        }
        inside.ShouldBe(isBelieved ? 6 : 2);
        foreach (var reader in readers) reader.Dispose();
    }

    [Fact]
    public async Task Of_several_that_are_said_the_one_that_the_proxy_has_seen_counts()
    {
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.UseForwardedHeaders(OptionsOf(IPAddress.Loopback));
                app.UseRouting();
                app.MapSse<TestHub>("/hub");
            },
            services => services.AddSse(o => o.Limits.MaxStreamsPerAddress = 1).AddHub<TestHub>());
        using var one = await OpenAsync("192.0.2.1, 198.51.100.7");
        using var other = await OpenAsync("192.0.2.2, 198.51.100.7");
        (await one.NextAsync())!.ShouldContain("retry: 3000");
        (await other.NextAsync())!.ShouldMatch("retry: [12][0-9]{4}");

        async Task<EventReader> OpenAsync(string forwarded)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/hub");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwarded);
            return await EventReader.OpenAsync(await app.Http1.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded());
        }
    }

    private static ForwardedHeadersOptions OptionsOf(IPAddress proxy)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.KnownProxies.Add(proxy);
        return options;
    }
}
