import { firsts, packs } from "virtual:symbols";
import { later } from "./later";

/** Names of older sets, and those of the symbols that took their place. */
const OLDER = new Map(
  `access_alarm=alarm access_alarms=alarm access_time=schedule access_time_filled=schedule add_alarm=alarm_add
    add_ic_call=add_call addchart=add_chart announcement=feedback app_settings_alt=settings_applications
    assessment=insert_chart assistant_photo=flag audiotrack=music_note battery_std=battery_full
    bluetooth_audio=bluetooth_searching business=domain camera_alt=photo_camera card_giftcard=redeem
    class=book clear=close collections=photo_library color_lens=palette control_point=add_circle
    create=edit crop_din=crop_square crop_original=image cut=content_cut data_saver_off=data_usage
    directions_transit=train do_disturb=block do_disturb_alt=block do_disturb_off=do_not_disturb_off
    do_disturb_on=do_not_disturb_on do_not_disturb=block do_not_disturb_alt=block done_outline=check
    drive_eta=directions_car email=mail emoji_emotions=mood face_unlock=face favorite_border=favorite
    filter_list_alt=filter_alt fmd_good=location_on free_breakfast=local_cafe games=sports_esports
    get_app=download gpp_good=verified_user gps_fixed=my_location gps_not_fixed=location_searching
    gps_off=location_disabled headset=headphones highlight_alt=ink_selection highlight_off=cancel
    https=lock import_export=swap_vert insert_chart_filled=insert_chart insert_chart_outlined=insert_chart
    insert_comment=comment insert_drive_file=draft insert_emoticon=mood insert_invitation=event
    insert_link=link insert_photo=image iso=exposure keep_pin=keep laptop=laptop_windows
    launch=open_in_new local_airport=flight local_grocery_store=shopping_cart local_hotel=hotel
    local_movies=theaters local_offer=sell local_phone=call local_play=local_activity
    local_printshop=print location_pin=location_on loop=sync maps_home_work=home_work markunread=mail
    message=chat mode=edit money_off_csred=money_off motion_photos_pause=motion_photos_paused
    movie_creation=movie nightlight_round=nightlight no_encryption_gmailerrorred=no_encryption
    not_interested=block notifications_none=notifications ondemand_video=smart_display
    outlined_flag=flag payment=credit_card people=group people_alt=group people_outline=group
    perm_identity=person personal_video=tv phone=call phone_alt=call phonelink=devices
    photo_size_select_actual=image place=location_on play_music=queue_music plus_one=exposure_plus_1
    poll=insert_chart portrait=account_box query_builder=schedule question_answer=forum
    queue=library_add remove_circle=do_not_disturb_on remove_circle_outline=do_not_disturb_on
    remove_red_eye=visibility report_gmailerrorred=report report_problem=warning
    restore=history room=location_on save_alt=download sd_storage=sd_card security_update=system_update
    sentiment_satisfied_alt=sentiment_satisfied settings_input_composite=settings_input_component
    shop_2=shop_two shortcut=redo source=folder_open star_border=star star_border_purple500=star
    star_purple500=star store_mall_directory=store tag_faces=mood terrain=landscape textsms=sms
    time_to_leave=directions_car try=reviews turned_in=bookmark turned_in_not=bookmark
    warning_amber=warning watch_later=schedule wb_cloudy=cloud mode_edit=edit mode_edit_outline=edit`
    .split(/\s+/)
    .map((pair) => pair.split("=") as [string, string]),
);
const VARIANT = /_(?:outlined?|filled|border|none|alt|round(?:ed)?)$/;

const loaded = packs.map((load) => later(async () => (await load()).default));

/** The drawing of a symbol; undefined until its pack has come, null where there is none. */
export function find(name: string): string | null | undefined {
  const pack =
    loaded[
      Math.max(
        0,
        firsts.findLastIndex((first) => first <= name),
      )
    ]?.();
  if (!pack) return undefined;
  const other = OLDER.get(name) ?? name.replace(VARIANT, "");
  const drawn = Object.hasOwn(pack, name) ? pack[name] : undefined;
  return drawn ?? (other === name ? null : find(other));
}
