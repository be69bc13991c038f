using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.Telemetry;

/// <summary>What is measured by the meters of one application, or of one meter by its name.</summary>
internal sealed class Measured : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly List<Measurement> _measurements = [];
    private readonly List<Instrument> _instruments = [];

    public Measured(IServiceProvider services, string meter = "Sse", params string[] only)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name != meter || instrument.Meter.Scope != factory || (only.Length > 0 && !only.Contains(instrument.Name))) return;
            lock (_lock) _instruments.Add(instrument);
            self.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The instruments there are.</summary>
    public IReadOnlyList<Instrument> Instruments
    {
        get { lock (_lock) return [.. _instruments]; }
    }

    /// <summary>Everything that was measured, what is observed as of now.</summary>
    public IReadOnlyList<Measurement> All()
    {
        lock (_lock) _measurements.RemoveAll(measurement => measurement.Instrument.IsObservable);
        _listener.RecordObservableInstruments();
        lock (_lock) return [.. _measurements];
    }

    /// <summary>The measurements of one instrument: values, and attributes as text.</summary>
    public IReadOnlyList<string> Of(string instrument) =>
        [.. All().Where(measurement => measurement.Instrument.Name == instrument).Select(measurement => FormattableString.Invariant($"{measurement.Value} {measurement.Text}").TrimEnd())];

    /// <summary>The sum over one instrument's attributes.</summary>
    public double Sum(string instrument) => All().Where(measurement => measurement.Instrument.Name == instrument).Sum(measurement => measurement.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var measurement = new Measurement(instrument, value, tags.ToArray());
        lock (_lock) _measurements.Add(measurement);
    }

    public sealed record Measurement(Instrument Instrument, double Value, KeyValuePair<string, object?>[] Tags)
    {
        public string Text => string.Join(' ', Tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }
}
