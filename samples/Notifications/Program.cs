using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Sse;

const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme, Bearer = BearerTokenDefaults.AuthenticationScheme;
var builder = WebApplication.CreateBuilder(args);
builder.UseOwnPort(5084);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);  // addresses have tickets in them
var users = new Users();
builder.Services.AddAuthentication("either")
    .AddPolicyScheme("either", null, o => o.ForwardDefaultSelector = http => http.Request.Headers.Authorization.Count > 0 ? Bearer : Cookie)
    .AddCookie(o => (o.Cookie.SameSite, o.Events) = (SameSiteMode.Strict, Answers.ForScripts))
    .AddBearerToken(o => o.BearerTokenExpiration = TimeSpan.FromMinutes(30))
    .AddSseTicket();
builder.Services.AddAuthorizationBuilder()
    .AddDefaultPolicy("welcome", policy => policy.RequireAuthenticatedUser().RequireAssertion(asked => !users.IsBanned(asked.User.Identity?.Name)))
    .AddPolicy("admin", policy => policy.RequireRole("admin"));
builder.Services.AddSse().AddHub<NotificationHub>(o =>
{
    o.Retention.KeepLatest = new();
    o.PositionKeys.Add(RandomNumberGenerator.GetBytes(32));  // ids tell nobody how many notifications others get
});

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapSse<NotificationHub>("/notifications", o =>
{
    o.TopicFromUser();
    o.Start = SseStart.Snapshot;
    o.AcceptsTickets = true;
}).RequireAuthorization();

app.MapPost("/signin", (SignIn who) => Answers.SignIn(users, who, Cookie));
app.MapPost("/token", (SignIn who) => Answers.SignIn(users, who, Bearer));
app.MapPost("/signout", (HttpContext http, NotificationHub hub) =>
{
    hub.Disconnect("session", http.User.FindFirst("session")!.Value);
    return TypedResults.SignOut(authenticationSchemes: [Cookie]);
}).RequireAuthorization();

app.MapGet("/me", (HttpContext http) => new { http.User.Identity!.Name, Admin = http.User.IsInRole("admin"), Users = Users.Names }).RequireAuthorization();
app.MapPost("/letters", (Letter letter, HttpContext http, NotificationHub hub) =>
{
    if (!Users.Names.Contains(letter.To) || letter.Text.Length is 0 or > 200) return Results.BadRequest();
    hub.User(letter.To).Publish(new Notification(Guid.NewGuid(), http.User.Identity!.Name!, letter.Text, TimeProvider.System.GetUtcNow()));
    return Results.Accepted();
}).RequireAuthorization();

var ban = app.MapGroup("/ban/{name}").RequireAuthorization("admin");
ban.MapPost("", (string name, NotificationHub hub) =>
{
    users.Ban(name);                          // first the right, then the streams that it gave
    hub.Disconnect(name, forGood: true);
});
ban.MapDelete("", (string name) => users.Forgive(name));

return await app.RunAsync(url => $"Sign in on {url} as alice, and in a private window as bob; {url}/token.html does without cookies");
