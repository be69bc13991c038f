using System.Text.Json;

namespace Sse.Tests.Chaos;

/// <summary>Says whether what a client got is what the log has.</summary>
internal static class ChaosJudge
{
    /// <summary>Judges one that is to have every event once, in order.</summary>
    public static void JudgeExact(IReadOnlyList<ChaosEvent> log, IReadOnlyList<ChaosEvent> got, string who)
    {
        for (var i = 0; i < Math.Min(log.Count, got.Count); i++) got[i].ShouldBe(log[i], $"{who}, event {i} of {log.Count}");
        got.Count.ShouldBe(log.Count, who);
    }

    /// <summary>Judges one that may have passed over what was superseded: the rest is in order, and each key's newest is there.</summary>
    public static void JudgeNewest(IReadOnlyList<ChaosEvent> log, IReadOnlyList<ChaosEvent> got, string who)
    {
        var places = log.Select((event_, place) => (event_.Data, place)).ToDictionary(pair => pair.Data, pair => pair.place, StringComparer.Ordinal);
        var newest = new Dictionary<string, string>(StringComparer.Ordinal);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var event_ in got)
        {
            places.ContainsKey(event_.Data).ShouldBeTrue($"{who}: {event_} is not in the log");
            var key = KeyOf(event_);
            var place = places[event_.Data];
            if (key is null) continue;
            place.ShouldBeGreaterThanOrEqualTo(last.GetValueOrDefault(key, -1), $"{who}: {key} goes back");
            (last[key], newest[key]) = (place, event_.Data);
        }
        foreach (var group in log.Where(event_ => KeyOf(event_) is not null).GroupBy(event_ => KeyOf(event_)!)) newest.GetValueOrDefault(group.Key).ShouldBe(group.Last().Data, $"{who}: the newest of {group.Key}");
    }

    private static string? KeyOf(in ChaosEvent event_) => event_.Type == "level" ? JsonDocument.Parse(event_.Data).RootElement.GetProperty("name").GetString() : null;
}
