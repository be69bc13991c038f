using System.Globalization;

namespace Sse.Tests.Log;

/// <summary>One random history, and the readers that follow it.</summary>
internal sealed class KeyedLogRun
{
    private static readonly string[] Names = ["a", "b", "c/d"];
    private static readonly string[] Keys = ["k1", "k2", "k3", "k4", "k5"];

    private readonly Random _random;
    private readonly HubLog _log;
    private readonly bool _keepsAll;
    private readonly KeyedLogModel _model = new();
    private readonly List<KeyedLogReader> _readers = [];

    public KeyedLogRun(int seed, SseRetentionOptions retention, bool keepsAll, bool hides = false)
    {
        _random = new Random(seed);
        _log = LogReading.Create(retention, keys: hides ? LogReading.Keys : null);
        _keepsAll = keepsAll;
    }

    /// <summary>The negative control: one value reaches the log that the model doesn't know.</summary>
    public bool ForgetOne { get; set; }

    /// <summary>How each change of the log is made.</summary>
    public Func<HubLog, Func<long>, long> Change { get; set; } = static (_, change) => change();

    public void Go()
    {
        for (var step = 0; step < 1_500; step++)
        {
            var choice = _random.Next(100);
            if (choice < 62) Publish();
            else if (choice < 70) _readers.Add(NewReader());
            else if (choice < 97) { if (_readers.Count > 0) _readers[_random.Next(_readers.Count)].ReadSome(_random.Next(1, 2_000)); }
            else if (choice < 99) { if (_readers.Count > 0) _readers[_random.Next(_readers.Count)].Cut(); }
            else if (_random.Next(40) == 0) Complete();
            if (_readers.Count > 20) Finish(_random.Next(_readers.Count));
        }
        while (_readers.Count > 0) Finish(0);
    }

    private void Publish()
    {
        var choice = _random.Next(10);
        SseTopicSelection topics = choice == 0 ? SseTopicSelection.None : Names[_random.Next(Names.Length)];
        var key = _random.Next(4) == 0 ? null : Keys[_random.Next(Keys.Length)];
        if (key is null && _random.Next(4) == 0) topics = SseTopicSelection.Of(Names[0], Names[1]);
        if (topics.Any(_model.Complete.Contains)) return;
        var value = key is not null && _random.Next(6) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{_log.Newest + 1}{new string('x', _random.Next(30) == 0 ? 200 : 0)}");
        var sequence = Change(_log, () => key is null ? _log.Add(topics, value!) : _log.Set(topics, key, value));
        if (ForgetOne && _model.Count == 700)
        {
            ForgetOne = false;
            value = "forgotten";
        }
        _model.Add(new Appended(sequence, topics, key, value));
    }

    private void Complete()
    {
        var name = Names[_random.Next(Names.Length)];
        if (!_model.Complete.Add(name)) return;
        Change(_log, () =>
        {
            _log.Complete(name);
            return _log.Newest;
        });
    }

    private KeyedLogReader NewReader()
    {
        var choice = _random.Next(8);
        var topics = choice == 0 ? SseTopicSelection.All
            : choice == 1 ? SseTopicSelection.None
            : choice < 5 ? Names[_random.Next(Names.Length)]
            : SseTopicSelection.Of(Names[0], Names[2]);
        var (conflates, snapshots) = (_random.Next(2) == 0, _random.Next(2) == 0);
        // Whoever comes and goes, the topics that are read stay, and the others are forgotten as before.
        Change(_log, () =>
        {
            _log.Close(_log.OpenAt(topics, LogStartKind.Newest));
            return _log.Newest;
        });
        return new KeyedLogReader(_log, _model, topics, conflates, snapshots, _keepsAll);
    }

    private void Finish(int index)
    {
        _readers[index].ReadToTheEnd();
        _readers.RemoveAt(index);
    }
}
