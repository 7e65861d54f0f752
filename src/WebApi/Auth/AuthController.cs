using FeatureFlag.Application.Accounts;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Auth;

[Route("auth")]
[Tags("Authentication and users")]
public sealed class AuthController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Register an account</summary>
    /// <remarks>Public, unless switched off. The role is always viewer; an admin can change it.</remarks>
    [HttpPost("register"), AllowAnonymous]
    [ProducesResponseType<TokenResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<TokenResponse>> Register(Registration body) =>
        Created(await SendAsync(new Register(body, ClientAddress.NetworkOf(HttpContext))), TokenResponse.Of, _ => "/auth/me");

    /// <summary>Sign in</summary>
    /// <remarks>Public. A wrong password, an unknown address and a disabled account give the same answer.</remarks>
    [HttpPost("login"), AllowAnonymous]
    public async Task<ActionResult<TokenResponse>> Login(Credentials body) =>
        Answer(await SendAsync(new Login(body, ClientAddress.NetworkOf(HttpContext))), TokenResponse.Of);

    /// <summary>Read your own account</summary>
    /// <remarks>Any role.</remarks>
    [HttpGet("me")]
    public async Task<ActionResult<UserResponse>> Me() => Answer(await SendAsync(new GetOwnUser()), UserResponse.Of);

    /// <summary>Change your own password</summary>
    /// <remarks>Any role. Ends all other sessions: tokens from before, the caller's too, are refused from now on; the answer has a new one.</remarks>
    /// <param name="body">The password as it is and as it is to be.</param>
    [HttpPut("me/password")]
    public async Task<ActionResult<TokenResponse>> ChangePassword(PasswordChange body) =>
        Answer(await SendAsync(new ChangePassword(body, ClientAddress.NetworkOf(HttpContext))), TokenResponse.Of);

    /// <summary>List users</summary>
    /// <remarks>Admins. Oldest first.</remarks>
    [HttpGet("users")]
    public async Task<ActionResult<IReadOnlyList<UserResponse>>> List([FromQuery] PageQuery page) =>
        List(await SendAsync(new ListUsers(page.ToRequest())), UserResponse.Of);

    /// <summary>Change a user's role</summary>
    /// <remarks>Admins. It holds from that user's next request on. Nobody demotes themselves, and one active admin always stays.</remarks>
    /// <param name="id">Whose.</param>
    /// <param name="body">The new role.</param>
    [HttpPut("users/{id:guid}/role")]
    public async Task<ActionResult<UserResponse>> ChangeRole(Guid id, RoleRequest body) =>
        Answer(await SendAsync(new ChangeUserRole(id, body.Role)), UserResponse.Of);

    /// <summary>Enable or disable a user</summary>
    /// <remarks>Admins. It holds from that user's next request on. Nobody disables themselves, and one active admin always stays.</remarks>
    /// <param name="id">Whose.</param>
    /// <param name="body">Whether they may sign in.</param>
    [HttpPut("users/{id:guid}/active")]
    public async Task<ActionResult<UserResponse>> ChangeActivity(Guid id, ActivityRequest body) =>
        Answer(await SendAsync(new ChangeUserActivity(id, body.IsActive)), UserResponse.Of);
}
