using Microsoft.AspNetCore.Builder;

namespace Sse.Tests;

/// <summary>What a tail shows, and that it takes no more of a hub than it may.</summary>
public sealed class TailTests : IDisposable
{
    private static readonly TailFilter Everything = new(null, null, null);
    private readonly MarketHub _market = Hubs.Create<MarketHub>(TimeProvider.System, o => o.MaxEventBytes = 1 << 20);

    public void Dispose() => _market.Dispose();

    [Fact]
    public void It_begins_now_and_shows_events_as_they_are()
    {
        _market.Topic("ACME").Publish(new Note("before"));
        var reader = Begin(Everything);
        _market.Topic("ACME").Publish(new Price("ACME", 1));
        _market.Publish(new Note("two\nlines"));
        reader.Read(out var skipped).ShouldBe([
            new TailEvent(2, "ACME", "price", """{"symbol":"ACME","value":1}""", 27, IsCut: false),
            new TailEvent(3, null, "note", """{"text":"two\nlines"}""", 21, IsCut: false)]);
        skipped.ShouldBe(0);
        reader.Read(out _).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ACME", null, null, "1 2")]
    [InlineData("AC*", null, null, "1 2 3")]
    [InlineData("*", null, null, "1 2 3 4")]
    [InlineData("", null, null, "4")]
    [InlineData("AC", null, null, "")]
    [InlineData(null, "price", null, "1 3")]
    [InlineData(null, "pric", null, "")]
    [InlineData(null, null, "HELLO", "2")]
    [InlineData("ACME", "note", "hello", "2")]
    [InlineData("ACDC", "note", "hello", "")]
    public void Filters_by_topic_event_and_text(string? topic, string? name, string? text, string places)
    {
        var reader = Begin(new TailFilter(topic, name, text));
        _market.Topic("ACME").Publish(new Price("ACME", 1));
        _market.Topic("ACME").Publish(new Note("Hello <b>you</b>"));
        _market.Topic("ACDC").Publish(new Price("ACDC", 1));
        _market.Publish(new Note("all"));
        string.Join(' ', reader.Read(out _).Select(one => one.Position)).ShouldBe(places);
    }

    [Fact]
    public void More_than_it_shows_is_counted()
    {
        var reader = Begin(Everything);
        for (var i = 0; i < 100; i++) _market.Publish(new Note("a"));
        reader.Read(out var skipped).Count.ShouldBe(40);
        skipped.ShouldBe(60);
        _market.Publish(new Note("next"));
        reader.Read(out _).Single().Position.ShouldBe(101);
    }

    [Fact]
    public void What_it_cannot_look_at_is_passed_over()
    {
        var reader = Begin(new TailFilter(null, null, "needle"));
        for (var i = 0; i < 40; i++) _market.Publish(new Note(new string('a', 20_000)));
        _market.Publish(new Note("needle"));
        reader.Read(out var skipped).ShouldBeEmpty();
        skipped.ShouldBeInRange(20, 35);
        _market.Publish(new Note("needle"));
        reader.Read(out skipped).Single().Position.ShouldBe(42);
        skipped.ShouldBe(0);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("€")]
    [InlineData("\U0001F600")]
    public void Long_data_is_cut_between_characters(string character)
    {
        using var relaxed = Hubs.Create<MarketHub>(TimeProvider.System);
        var reader = new TailReader(Hubs.CoreOf(relaxed), Everything);
        reader.Read(out _);
        Hubs.CoreOf(relaxed).Append(new SseAppend { Topics = default, Frame = System.Text.Encoding.UTF8.GetBytes($"event: note\ndata: xyz{string.Concat(Enumerable.Repeat(character, 5000))}\n\n") });
        var shown = reader.Read(out _).Single();
        shown.IsCut.ShouldBeTrue();
        shown.Length.ShouldBe(3 + (5000 * System.Text.Encoding.UTF8.GetByteCount(character)));
        shown.Data.ShouldNotContain("\uFFFD");
        System.Text.Encoding.UTF8.GetByteCount(shown.Data).ShouldBeInRange(TailReader.MostData - 3, TailReader.MostData);
    }

    [Fact]
    public void It_is_no_subscriber()
    {
        var reader = Begin(Everything);
        (_market.SubscriberCount, Hubs.CoreOf(_market).CountSubscribers("ACME"), Hubs.CoreOf(_market).CountSubscribers(default)).ShouldBe((0, 0, 0));
        _market.Topic("ACME").Publish(new Note("a"));
        reader.Read(out _).Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_streams_what_is_asked_for_and_refuses_what_is_too_long()
    {
        await using var server = await DashboardServer.StartAsync(app => app.MapSseDashboard("/sse").AllowAnonymous());
        using var refused = await server.AskAsync(HttpMethod.Get, $"/sse/tail?text={new string('a', 600)}");
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);

        using var tail = await server.AskAsync(HttpMethod.Get, "/sse/tail?hub=MarketHub&topic=AC*&event=note");
        tail.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var lines = new StreamReader(await tail.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var found = FindAsync(lines);
        // It begins once it is open, which nobody is told.
        while (!found.IsCompleted && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            server.Market.Topic("OTHER").Publish(new Note("not this"));
            server.Market.Topic("ACME").Publish(new Note("this"));
        }
        (await found.Bounded()).ShouldContain("\"topic\":\"ACME\",\"name\":\"note\"");
    }

    private static async Task<string> FindAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken).Bounded() is { } line)
            if (line.StartsWith("data:", StringComparison.Ordinal)) return line;
        return "";
    }

    private TailReader Begin(TailFilter filter)
    {
        var reader = new TailReader(Hubs.CoreOf(_market), filter);
        reader.Read(out _).ShouldBeEmpty();
        return reader;
    }
}
