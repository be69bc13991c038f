using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

var builder = WebApplication.CreateBuilder(args);
builder.UseOwnPort(5086);
builder.Services.AddSse().AddHub<MarketHub>(o =>
{
    o.Retention.MaxEvents = 1_000;
    o.CarriesTraceContext = true;
}).UseSqlite(builder.Configuration["file"] ?? "observed.db");
builder.Services.AddHostedService<Feed>();

var telemetry = builder.Services.AddOpenTelemetry()
    .ConfigureResource(resource => resource.AddService("market"))
    .WithMetrics(metrics => metrics.AddMeter("Sse").AddAspNetCoreInstrumentation().AddPrometheusExporter())
    .WithTracing(traces => traces.AddSource("Sse").AddAspNetCoreInstrumentation());
// A collector is sent traces and logs as well. Where it listens, and what it speaks, the standard's own variables say.
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }) telemetry.UseOtlpExporter();

builder.Services.AddHealthChecks().AddSseHub<MarketHub>(tags: ["ready"]);

var app = builder.Build();
app.MapSse<MarketHub>("/prices/{topic}", o => o.TopicsArePublic = true);

// Not for the public: in production on a port of their own, or behind what keeps others out.
app.MapPrometheusScrapingEndpoint("/metrics");
// A degraded hub comes back by itself: no reason to restart the process, so liveness asks no check.
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });

return await app.RunAsync(url => $"The market is observed on {url}/metrics (a stream to see there: curl -N {url}/prices/ACME)");
