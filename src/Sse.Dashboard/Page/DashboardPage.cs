using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>The page. For any thread.</summary>
/// <param name="title">Its title.</param>
/// <param name="options">What it lets its users do.</param>
internal sealed class DashboardPage(string title, SseDashboardOptions options)
{
    // 'data:' is the icon that keeps browsers from asking for one. No script writes HTML: the browser is told to refuse it.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly PageFile Template = new("index.html", "text/html; charset=utf-8");

    public static PageFile Script { get; } = new("dashboard.js", "text/javascript; charset=utf-8");

    public static PageFile Style { get; } = new("dashboard.css", "text/css; charset=utf-8");

    /// <summary>Answers a request with the page.</summary>
    public Task WriteAsync(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        var html = Template.Text
            .Replace("{title}", HtmlEncoder.Default.Encode(title), StringComparison.Ordinal)
            .Replace("{may}", MayDo(), StringComparison.Ordinal)
            .Replace("{root}", HtmlEncoder.Default.Encode(RootOf(http.Request)), StringComparison.Ordinal);
        return PageFile.WriteAsync(http, Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8");
    }

    private string MayDo() => string.Join(' ', new[] { options.AllowTail ? "tail" : "", options.AllowPublish ? "publish" : "", options.AllowDisconnect ? "disconnect" : "" }.Where(static word => word.Length > 0));

    // Relative, so that the page works below a path base, and behind a proxy that takes a prefix away without saying so.
    private static string RootOf(HttpRequest request)
    {
        var path = request.Path.HasValue ? request.Path.ToUriComponent() : request.PathBase.ToUriComponent();
        return path.EndsWith('/') || path.Length == 0 ? "./" : $"./{path[(path.LastIndexOf('/') + 1)..]}/";
    }
}
