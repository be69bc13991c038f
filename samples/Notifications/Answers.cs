using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

internal static class Answers
{
    // The cookie's scheme would send them to pages that there are not.
    public static CookieAuthenticationEvents ForScripts { get; } = new()
    {
        OnRedirectToLogin = asked => SayAsync(asked, StatusCodes.Status401Unauthorized),
        OnRedirectToAccessDenied = asked => SayAsync(asked, StatusCodes.Status403Forbidden),
    };

    public static IResult SignIn(Users users, SignIn who, string scheme) =>
        !Users.Names.Contains(who.Name) ? Results.Unauthorized()
        : users.IsBanned(who.Name) ? Results.StatusCode(StatusCodes.Status403Forbidden)
        : Results.SignIn(Users.Of(who.Name, scheme), authenticationScheme: scheme);

    private static Task SayAsync(RedirectContext<CookieAuthenticationOptions> asked, int status)
    {
        asked.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
