using System.Globalization;

namespace Sse.Tests.Typed;

/// <summary>What a reader holds. Each step reads: an id, then what came with it.</summary>
public class LatestViewTests
{
    private readonly SseLatestView<BoardHub> _view = new();

    [Fact]
    public void Holds_the_newest_of_each_key_and_topic_and_lets_removals_take_away()
    {
        Apply("e-1/A a=1", "e-2/A b=1", "e-3/B a=5", "e-4 a=9", "e-5/A a=2", "e-6/A sky=blue", "e-7/A sky=grey", "e-8/A note=x").ShouldBe([true, true, true, true, true, true, true, false]);
        Held().ShouldBe("A/a=2; A/b=1; A/sky=grey; B/a=5; a=9");

        Apply("e-9/A -b", "e-10/A -b", "e-11/A -c").ShouldBe([true, false, false]);
        Held().ShouldBe("A/a=2; A/sky=grey; B/a=5; a=9");
        Apply("e-12/A b=7", "e-13/A -b", "e-14/A b=8");
        Held().ShouldBe("A/a=2; A/b=8; A/sky=grey; B/a=5; a=9");
        _view.IsCollecting.ShouldBeFalse();
    }

    [Fact]
    public void A_snapshot_replaces_what_was_held_before_it()
    {
        Apply("e-1/A a=1", "e-2/A b=1", "e-3/A c=1");
        Apply("e-s9.4/A b=2");
        _view.IsCollecting.ShouldBeTrue();
        Held().ShouldBe("A/a=1; A/b=2; A/c=1", "nothing is gone before its end");
        Apply("e-s9.8/A d=2", "e-9 live").ShouldBe([true, true]);
        Held().ShouldBe("A/b=2; A/d=2");
        _view.IsCollecting.ShouldBeFalse();
    }

    [Fact]
    public void Snapshots_whose_positions_are_hidden_are_told_apart_too()
    {
        var (first, second) = (new string('A', 22), new string('B', 22));
        Apply("e-1/A a=1", $"e-x{first}.{first}/A b=2", $"e-x{first}.{second}/A c=3");
        Held().ShouldBe("A/a=1; A/b=2; A/c=3");
        // Another snapshot starts over: what only the first one had is gone at its end.
        Apply($"e-x{second}.{first}/A d=4", $"e-x{second} live");
        Held().ShouldBe("A/d=4");
    }

    [Fact]
    public void An_empty_snapshot_is_its_end_alone()
    {
        Apply("e-1/A a=1");
        Apply("e-9 live").ShouldBe([true]);
        _view.Count.ShouldBe(0);
        Apply("e-9 live").ShouldBe([false]);
    }

    [Fact]
    public void An_incomplete_snapshot_drops_nothing_but_marks_it()
    {
        Apply("e-1/A a=1", "e-2/A b=1", "e-s9.4/A b=2", "e-9 live incomplete");
        Held().ShouldBe("A/a=1 stale; A/b=2");
        Apply("e-10/A a=2");
        Held().ShouldBe("A/a=2; A/b=2", "its next event is as good as any");
        Apply("e-11 gap", "e-s20.12/A b=3", "e-20 live");
        Held().ShouldBe("A/b=3");
    }

    [Fact]
    public void Collecting_goes_on_through_reconnects_inside_the_snapshot()
    {
        Apply("e-1/A a=1", "e-2/A b=1", "e-s9.4/A b=2");
        // A new connection goes on where the old one broke: nothing tells the view, and nothing needs to.
        Apply("e-s9.5/A c=2", "e-9 live");
        Held().ShouldBe("A/b=2; A/c=2");
    }

    [Fact]
    public void What_changes_while_a_snapshot_is_sent_counts_as_named()
    {
        Apply("e-1/A a=1", "e-2/A b=1", "e-3/A c=1", "e-s9.4/A b=2", "e-s9.10/A a=2", "e-s9.11/A -b", "e-s9.12/A note=x", "e-12 live");
        Held().ShouldBe("A/a=2");
    }

    [Theory]
    [InlineData("e-20 gap")]
    [InlineData("e-s30.0 gap")]
    public void A_gap_starts_collecting_over(string gap)
    {
        Apply("e-1/A a=1", "e-s9.4/A b=2", "e-s9.5/A c=2");
        Apply(gap).ShouldBe([false]);
        _view.IsCollecting.ShouldBeTrue();
        Apply("e-s30.6/A c=3", "e-30 live");
        Held().ShouldBe("A/c=3", "b was named by a snapshot that did not end");
    }

    [Theory]
    [InlineData("e-s10.4/A c=3")]
    [InlineData("f-s9.4/A c=3")]
    public void So_does_another_snapshot_without_a_gap(string first)
    {
        Apply("e-1/A a=1", "e-s9.4/A b=2", first, "e-10 live");
        Held().ShouldBe("A/c=3");
    }

    [Fact]
    public void A_gap_where_no_snapshot_follows_leaves_it_collecting()
    {
        Apply("e-1/A a=1", "e-2 gap", "e-3/A b=1");
        Held().ShouldBe("A/a=1; A/b=1");
        _view.IsCollecting.ShouldBeTrue();
    }

    [Fact]
    public void What_can_not_be_read_changes_nothing()
    {
        _view.Apply(new SseHubMessage { Position = SsePosition.Parse("e-1"), EventName = "level", Event = null }).ShouldBeFalse();
        _view.Apply(new SseHubMessage { Position = SsePosition.Parse("e-1"), EventName = "level", Event = new SseMessage() }).ShouldBeFalse();
        _view.Apply(new SseHubMessage { Position = SsePosition.Parse("e-1"), EventName = "other", Event = new Price("A", 1) }).ShouldBeFalse();
        _view.Count.ShouldBe(0);
    }

    /// <summary>Against the rule itself, written down without rounds: keep what a complete snapshot named, or what came live after it.</summary>
    [Fact]
    public void Any_order_of_snapshots_gaps_cuts_and_events_ends_where_the_server_is()
    {
#pragma warning disable CA5394 // The same sequence each time.
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var view = new SseLatestView<BoardHub>();
            var truth = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var sequence = 0;
            for (var step = 0; step < 40; step++)
            {
                var key = $"{(char)('a' + random.Next(5))}";
                switch (random.Next(8))
                {
                    case < 4:
                        truth[key] = ++sequence;
                        Apply(view, $"e-{sequence}/A {key}={sequence}");
                        break;
                    case 4:
                        truth.Remove(key);
                        Apply(view, $"e-{++sequence}/A -{key}");
                        break;
                    case 5:
                        // Lost, then told: the server went on without us.
                        truth[key] = ++sequence;
                        Apply(view, $"e-{++sequence} gap");
                        Snapshot(view, truth, ref sequence, random);
                        break;
                    default:
                        Snapshot(view, truth, ref sequence, random);
                        break;
                }
                if (!view.IsCollecting) Held(view).ShouldBe(string.Join("; ", truth.Select(pair => $"A/{pair.Key}={pair.Value}")), $"run {run}, step {step}");
            }
        }

        static void Snapshot(SseLatestView<BoardHub> view, SortedDictionary<string, int> truth, ref int sequence, Random random)
        {
            var sent = random.Next(4) == 0 ? truth.Count / 2 : truth.Count;
            foreach (var (name, value) in truth.OrderBy(pair => pair.Value).Take(sent)) Apply(view, $"e-s{sequence}.{value}/A {name}={value}");
            // Broken off, and so many events later that the server starts over.
            if (sent < truth.Count)
            {
                sequence++;
                Apply(view, $"e-{sequence} gap");
                foreach (var (name, value) in truth.OrderBy(pair => pair.Value)) Apply(view, $"e-s{sequence}.{value}/A {name}={value}");
            }
            Apply(view, $"e-{sequence} live");
        }
#pragma warning restore CA5394
    }

    private bool[] Apply(params string[] steps) => [.. steps.Select(step => Apply(_view, step))];

    private string Held() => Held(_view);

    private static bool Apply(SseLatestView<BoardHub> view, string step)
    {
        var parts = step.Split(' ', 2);
        SsePosition.TryParse(parts[0], out var position, out var topic).ShouldBeTrue(step);
        var id = position.ToString();
        object value = parts[1] switch
        {
            "gap" => new SseGap { Reason = SseGapReason.Evicted, Oldest = id, Resumed = id },
            "live" => new SseLive { Count = 1, Position = id, Complete = true },
            "live incomplete" => new SseLive { Count = 1, Position = id, Complete = false },
            _ when parts[1][0] == '-' => new LevelGone(parts[1][1..]),
            _ when parts[1].StartsWith("sky=", StringComparison.Ordinal) => new Weather(parts[1][4..]),
            _ when parts[1].StartsWith("note=", StringComparison.Ordinal) => new Note(parts[1][5..]),
            _ => new Level(parts[1].Split('=')[0], int.Parse(parts[1].Split('=')[1], CultureInfo.InvariantCulture)),
        };
        return view.Apply(new SseHubMessage
        {
            Position = position,
            Topic = topic,
            EventName = "any",
            Event = value,
            IsSnapshot = id.Contains('.', StringComparison.Ordinal) && value is not (SseGap or SseLive),
        });
    }

    private static string Held(SseLatestView<BoardHub> view) => string.Join("; ", view.Values.Select(Text).Order(StringComparer.Ordinal));

    private static string Text(SseLatestValue value)
    {
        var topic = value.Message.Topic is { } name ? $"{name}/" : "";
        var text = value.Message.Event switch
        {
            Level level => $"{level.Id}={level.Value}",
            Weather weather => $"sky={weather.Sky}",
            var other => $"{other}",
        };
        return $"{topic}{text}{(value.IsStale ? " stale" : "")}";
    }
}
