using Sse;

var builder = WebApplication.CreateBuilder(args);
builder.UseOwnPort(5082);
builder.Services.AddSse().AddHub<JobHub>(o =>
{
    o.Retention.MaxAge = TimeSpan.FromMinutes(2);  // finished jobs leave the list
    o.Retention.KeepLatest = new();                // the others stay in it, however long they take
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<JobQueue>();
builder.Services.AddHostedService<Workers>();
builder.Services.AddHostedService<Customers>();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapSse<JobHub>("/jobs", o =>
{
    o.Topics = _ => SseTopicSelection.All;
    o.Start = SseStart.Snapshot;
    o.MaxFrequency = 10;
});
app.MapSse<JobHub>("/jobs/{topic}", o =>
{
    o.TopicsArePublic = true;
    o.Start = SseStart.Snapshot;
});
app.MapPost("/jobs", async (JobQueue queue, CancellationToken ct) => TypedResults.Accepted($"/jobs/{await queue.AddAsync(ct)}"));

return await app.RunAsync(url => $"The jobs are on {url} (one of them, until it is finished: curl -N {url}/jobs/1)");
